import { localImportsAtOnce, passedOn } from './imports.ts';
import { folderOf, type SourceFile } from './source-file.ts';

/** The file by which a folder shows what it holds; the model, which is several folders, has one of its own. */
const DOOR = /(?:^|\/)(?:index|model)\.ts$/;

/**
 * Every import that does not come through a door, as sentences. A folder with a door is entered by it, and where that
 * door stands behind another one, by the outer. What `import()` loads late is one file, and comes by its own name.
 */
export function wrongDoors(files: readonly SourceFile[]): readonly string[] {
  const doors = files.filter(({ path }) => DOOR.test(path));
  const outer = new Map(doors.flatMap((door) => doorsBehind(door).map((inner) => [inner, door.path])));
  const ownDoors = new Set(doors.map(({ path }) => path));
  return files.flatMap((file) => [...passesOn(file), ...wrongWays(file, ownDoors, outer)]);
}

/** Only a door passes on what others declare, and a face of the library, which stands above all folders. */
function passesOn(file: SourceFile): readonly string[] {
  if (DOOR.test(file.path) || folderOf(file.path) === '.') return [];
  return passedOn(file).map((target) => `${file.path} is no door and must not pass on ${target}`);
}

function wrongWays(
  file: SourceFile,
  doors: ReadonlySet<string>,
  outer: ReadonlyMap<string, string>,
): readonly string[] {
  const folder = folderOf(file.path);
  // A face of the library names what is public where it is declared.
  if (folder === '.') return [];
  return localImportsAtOnce(file).flatMap((target) => {
    const other = folderOf(target);
    if (other === folder) return [];
    const door = `${other}/index.ts`;
    if (!DOOR.test(target)) return doors.has(door) ? [`${file.path} must import ${target} through ${door}`] : [];
    const further = outer.get(target);
    const isInside =
      further === undefined || folderOf(further) === folder || outer.get(`${folder}/index.ts`) === further;
    return isInside ? [] : [`${file.path} must import what is in ${other} through ${further}`];
  });
}

/** The doors that a door passes on. */
function doorsBehind(door: SourceFile): readonly string[] {
  return passedOn(door).filter((target) => DOOR.test(target));
}
