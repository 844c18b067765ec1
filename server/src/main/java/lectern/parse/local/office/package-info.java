/// Turns every format but PDF into pages of Markdown. All of it runs inside a worker process.
///
/// Office files are read as the streams of XML that they are, part by part, so that memory is
/// bounded by a paragraph, a table or the shared strings, not by the file. Read {@link
/// lectern.parse.local.office.PageWriter} (what all readers write to), {@link
/// lectern.parse.local.office.ZipParts} and {@link lectern.parse.local.office.Xml} (what they read
/// from), then any reader.
@NullMarked
package lectern.parse.local.office;

import org.jspecify.annotations.NullMarked;
