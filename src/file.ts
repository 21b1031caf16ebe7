import './compose/library/need-node.ts';

export { type FileOptions, FileRepository } from './adapters/store/file/repository.ts';
