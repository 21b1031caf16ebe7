import { FileRepository } from '../../../src/adapters/store/file/repository.ts';
import { SqliteRepository } from '../../../src/adapters/store/sqlite/repository.ts';
import { isConflict } from '../../../src/core/values/errors.ts';

/*
 * A process that takes one record a version further, again and again: `file-writer.ts <path> <id> <how often>`. A path
 * that ends in .db is one of SQLite. It prints each version when it has been stored.
 */

const [path = '', id = '', times = '0'] = process.argv.slice(2);
const repository = path.endsWith('.db') ? new SqliteRepository({ path }) : new FileRepository({ path });

for (let done = 0; done < Number(times); ) {
  const record = await repository.get(id);
  if (record === null) throw new Error(`There is no ${id} in ${path}`);
  const { seq } = record.head;
  try {
    await repository.save({ ...record, head: { ...record.head, seq: seq + 1 } }, { expectedVersion: seq });
    process.stdout.write(`${seq + 1}\n`);
    done++;
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
}
await repository.close();
