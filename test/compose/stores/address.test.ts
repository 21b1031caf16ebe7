import { describe, expect, test } from 'vitest';
import { nameOfStore, readStoreAddress } from '../../../src/compose/stores/address.ts';

describe('an address of a store', () => {
  test.each([
    ['records.json', { kind: 'file', path: 'records.json' }, 'records.json'],
    ['../folder/', { kind: 'file', path: '../folder/' }, '../folder/'],
    ['file:old/records', { kind: 'file', path: 'old/records' }, 'old/records'],
    ['sqlite:records.db', { kind: 'sqlite', path: 'records.db' }, 'sqlite:records.db'],
    ['original:old.json', { kind: 'original', path: 'old.json' }, 'original:old.json'],
    [
      'original:dynamodb:loopforge?region=eu-central-1',
      { kind: 'original-table', tableName: 'loopforge', region: 'eu-central-1' },
      'original:dynamodb:loopforge',
    ],
    ['github:acme/widgets', { kind: 'github', owner: 'acme', repo: 'widgets' }, 'github:acme/widgets'],
    ['dynamodb:records', { kind: 'dynamodb', tableName: 'records' }, 'dynamodb:records'],
    [
      'dynamodb:records?region=eu-central-1&endpoint=http://127.0.0.1:8000',
      { kind: 'dynamodb', tableName: 'records', region: 'eu-central-1', endpoint: 'http://127.0.0.1:8000' },
      'dynamodb:records',
    ],
    [
      'postgres://hubot:s3cret@db.example.com:5432/audit?sslmode=require&table=loop.records',
      {
        kind: 'postgres',
        url: 'postgres://hubot:s3cret@db.example.com:5432/audit?sslmode=require',
        table: 'loop.records',
      },
      'postgres://db.example.com:5432/audit',
    ],
    [
      'postgresql:///audit?host=/run/postgresql',
      { kind: 'postgres', url: 'postgresql:///audit?host=%2Frun%2Fpostgresql' },
      'postgresql:///audit',
    ],
    [
      'REDISS://:s3cret@cache.example.com:6380/2?prefix=audit:',
      { kind: 'redis', url: 'rediss://:s3cret@cache.example.com:6380/2', prefix: 'audit:' },
      'rediss://cache.example.com:6380/2',
    ],
  ])('%s', (text, address, name) => {
    expect(readStoreAddress(text)).toEqual(address);
    expect(nameOfStore(readStoreAddress(text))).toBe(name);
  });

  test.each([
    ['mysql://root:s3cret@db/audit', '"mysql:" is not a kind of store'],
    ['sqllite:records.db', 'did you mean "sqlite:"?'],
    ['records', '"records" is no address of a store. A file ends in .json, a folder in /.'],
    ['postgres//hubot:s3cret@db/audit', 'This is no address of a store.'],
    ['', '"" is no address of a store.'],
    ['sqlite:', 'There is no path. Write it as sqlite:records.db.'],
    ['file:', 'There is no path.'],
    ['postgres:hubot:s3cret@db', 'Write it as postgres://user@host:5432/database.'],
    ['redis://:s3cret@cache:port', 'Write it as redis://host:6379.'],
    ['github:acme', 'A repository is written as github:owner/repo.'],
    ['github:acme/widgets/issues', 'A repository is written as github:owner/repo.'],
    ['dynamodb:', 'A DynamoDB table is written as dynamodb:table'],
    ['dynamodb:records?regoin=eu-central-1', 'did you mean "region"?'],
    ['dynamodb:records?region=', '"region" is empty.'],
    ['original:', 'There is no path.'],
    ['original:dynamodb:', 'A DynamoDB table is written as dynamodb:table'],
  ])('%j is refused, with what is accepted', (text, problem) => {
    const read = (): unknown => readStoreAddress(text);
    expect(read).toThrow(problem);
    expect(read).toThrow('A store is one of: records.json, folder/, sqlite:records.db');
    expect(read).not.toThrow('s3cret');
  });
});
