// Opens a PDF with pdf.js, which is loaded when the first one is opened. Everything pdf.js needs
// comes from this server.

const PDFJS = import.meta.resolve('pdfjs-dist/');

/** Bytes asked for at a time: a page of text needs one or two of these. */
const CHUNK_BYTES = 256 * 1024;

let library;

async function pdfjs() {
  library ??= import(`${PDFJS}build/pdf.min.mjs`).then((loaded) => {
    loaded.GlobalWorkerOptions.workerSrc = `${PDFJS}build/pdf.worker.min.mjs`;
    return loaded;
  });
  return library.catch((error) => {
    library = undefined;
    throw error;
  });
}

/**
 * Begins to open a file. {promise, destroy()}: the promise is of pdf.js's document, and the caller
 * destroys what it no longer shows.
 */
export async function openPdf(url) {
  const { getDocument } = await pdfjs();
  return getDocument({
    url,
    cMapUrl: `${PDFJS}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDFJS}standard_fonts/`,
    wasmUrl: `${PDFJS}wasm/`,
    iccUrl: `${PDFJS}iccs/`,
    rangeChunkSize: CHUNK_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  });
}

/** Why a file cannot be shown, in words for its reader. */
export function whyNot(error) {
  switch (error?.name) {
    case 'PasswordException':
      return 'This PDF is locked with a password, so it cannot be drawn here.';
    case 'InvalidPDFException':
      return 'This PDF is damaged, so it cannot be drawn here.';
    case 'ResponseException':
      return error.missing
        ? 'The original file is no longer there.'
        : 'The original file could not be fetched.';
    default:
      return 'This PDF cannot be drawn here.';
  }
}
