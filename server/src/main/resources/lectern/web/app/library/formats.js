// The formats that Lectern reads, as the API names them and as people do.
export const FORMATS = {
  PDF: 'PDF',
  DOCX: 'Word',
  XLSX: 'Excel',
  PPTX: 'PowerPoint',
  HTML: 'HTML',
  MARKDOWN: 'Markdown',
  TEXT: 'Text',
  CSV: 'CSV',
  EMAIL: 'E-mail',
  EPUB: 'EPUB',
};
