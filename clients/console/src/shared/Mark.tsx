/** The garden house: a roof over two speech shapes, one path in one colour. */
const PATH =
  'M12 1.6 1.6 8.4l1.2 1.9L12 4.3l9.2 6 1.2-1.9L12 1.6Z' +
  'M4.6 10.6h4.9c.9 0 1.6.7 1.6 1.6v4.2c0 .9-.7 1.6-1.6 1.6H7.4L4.4 21v-3.1C3.6 17.8 3 17.2 3 16.4v-4.2c0-.9.7-1.6 1.6-1.6Z' +
  'M14.5 10.6h4.9c.9 0 1.6.7 1.6 1.6v4.2c0 .8-.6 1.4-1.4 1.5V21l-3-3h-2.1c-.9 0-1.6-.7-1.6-1.6v-4.2c0-.9.7-1.6 1.6-1.6Z';

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATH} fill="currentColor" />
    </svg>
  );
}
