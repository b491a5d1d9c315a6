/** What pages need for pictures and sound. Beside the client, since it knows the browser. */
export { addressIn, endingOf, isStale } from './address';
export { drawPicture, fit, type Size, toMiddle } from './picture';
export { clock, Player } from './player';
export { LONGEST_MS, Recording } from './recording';
export { type Ready, shrunk } from './shrunk';
