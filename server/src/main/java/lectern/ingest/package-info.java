/// A file arrives: it is streamed to disk while it is hashed, and is durable before anybody hears
/// of it.
///
/// It does not know what will be done with the document. Read {@link lectern.ingest.Ingest}.
@NullMarked
package lectern.ingest;

import org.jspecify.annotations.NullMarked;
