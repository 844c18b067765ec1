// The files in what was dropped onto the page, folders opened.

/** Most files taken out of one drop; more is most likely a mistake, such as a whole disk. */
export const MOST_FILES = 5000;

/** Files that systems leave in folders, and nobody means to upload. */
const LEFT_BEHIND = /^(\.|thumbs\.db$|desktop\.ini$|~\$)/i;

/** Whether something is dragged that could be uploaded. */
export function hasFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes('Files');
}

/**
 * @param {DataTransfer} transfer read at once: after the event is over it is empty
 * @returns {Promise<File[]>} at most {@link MOST_FILES} and one more, to tell that there are more
 */
export async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files];
  const files = [];
  for (const entry of entries) await collect(entry, files);
  return files;
}

async function collect(entry, files) {
  if (files.length > MOST_FILES) return;
  if (entry.isFile) {
    if (!LEFT_BEHIND.test(entry.name)) files.push(await promised((a, b) => entry.file(a, b)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A reader gives a folder in pieces of about a hundred entries, and then an empty one.
    const some = await promised((done, broken) => reader.readEntries(done, broken));
    if (some.length === 0) return;
    for (const inside of some) await collect(inside, files);
  }
}

function promised(call) {
  return new Promise((done, broken) => call(done, broken));
}

/** The files of a picker, without what systems leave in folders. */
export function picked(input) {
  const files = [...input.files].filter((file) => !LEFT_BEHIND.test(file.name));
  input.value = '';
  return files;
}
