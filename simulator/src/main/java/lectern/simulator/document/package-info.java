/// Reads an uploaded file page by page, as far as a stand-in for a real parser must. Knows no API.
/// Reading order: [lectern.simulator.document.Document], [lectern.simulator.document.Page],
/// [lectern.simulator.document.DocumentReader], `PdfReader`, `PageLayout`.
@NullMarked
package lectern.simulator.document;

import org.jspecify.annotations.NullMarked;
