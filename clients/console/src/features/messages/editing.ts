/** An own message that is being changed. */
export interface EditTarget {
  readonly messageId: string;
  readonly text: string;
}
