/** One file for each language, as `type` says; the loader fetches the one that it needs. */
export type { NoticeLook, Words } from './type';
