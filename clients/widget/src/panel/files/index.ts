/** All that files and voice need beyond what every opened panel shows; loaded with the first of it. */
export { attach } from './attach';
export { Chooser } from './Chooser';
export { DropHere } from './DropHere';
export { default as css } from './files.css?inline';
export { Other } from './Other';
export { Recorder } from './Recorder';
export { Tray, Uploads } from './Uploads';
export { Viewer } from './Viewer';
export { words } from './words';
