package lectern.parse;

import java.nio.file.Path;

/// Turns a file into pages of Markdown.
///
/// Safe to call from many threads. A bad file is an outcome ({@link Parsing.Failed}), never an
/// exception, and costs only its own call: it can neither hang, nor exhaust, nor end the caller.
public interface Parser {

  /// Reads a file and hands over its pages in order.
  ///
  /// @param source the file, and the name its reader gave it: a hint between kinds of plain text
  ///   only
  /// @param afterPage pages up to this number are already kept and are not handed over again; 0 for
  ///   the whole file
  Parsing parse(Source source, int afterPage, PageSink pages) throws InterruptedException;

  /// What is to be parsed.
  record Source(Path file, String name) {}
}
