package lectern.parse;

import java.nio.file.Path;
import java.util.Optional;
import lectern.document.Document;
import lectern.document.ReadBy;
import lectern.document.Sha256;

/// Turns a document into pages, and chooses who reads it.
///
/// Safe to call from many threads. Whoever reads it, a document's pages are read by one parser;
/// only pages that this one could not read may be another's.
public interface DocumentParser {

  /// Reads a document and hands over its pages in order.
  ///
  /// @param afterPage pages up to this number are already kept and are not handed over again,
  ///   unless another parser begins anew; 0 for the whole document
  Parsing parse(Filed filed, int afterPage, Sink pages) throws InterruptedException;

  /// A document with these bytes was deleted: what is still being done for it elsewhere is ended,
  /// and what was kept of it goes, unless another document has the same bytes. Returns at once.
  void forget(Sha256 sha256);

  /// A document to be read.
  ///
  /// @param begunBy who began to read it before; empty for nobody
  record Filed(Document document, Path file, Optional<ReadBy> begunBy) {
    /// What a parser of files needs of it.
    public Parser.Source source() {
      return new Parser.Source(file, document.name());
    }
  }

  /// Takes the pages of a document.
  interface Sink extends PageSink {

    /// Called once, before everything else. When it is another parser than the one that began,
    /// pages begin anew at 1, and those kept so far are to be dropped.
    void readBy(ReadBy by);
  }
}
