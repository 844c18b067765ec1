package lectern.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.document.ReadBy;
import lectern.document.Sha256;
import lectern.parse.DocumentParser;
import lectern.parse.PageSink;
import lectern.parse.Parsing;

/// Reads a text whose pages end with form feeds, unless a script says otherwise for its name.
public final class ScriptedParser implements DocumentParser {
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();

  /// What happens to a file of some name.
  interface Script {
    Parsing read(List<Page> pages, int afterPage, PageSink sink) throws InterruptedException;
  }

  void when(String name, Script script) {
    scripts.put(name, script);
  }

  @Override
  public Parsing parse(Filed filed, int afterPage, Sink sink) throws InterruptedException {
    var pages = pages(filed);
    sink.readBy(filed.begunBy().orElse(ReadBy.LOCAL));
    sink.opened(Format.MARKDOWN, OptionalInt.of(pages.size()));
    return scripts
        .getOrDefault(filed.document().name(), ScriptedParser::readAll)
        .read(pages, afterPage, sink);
  }

  @Override
  public void forget(Sha256 sha256) {}

  static Parsing readAll(List<Page> pages, int afterPage, PageSink sink) {
    pages.stream().skip(afterPage).forEach(sink::page);
    return new Parsing.Parsed(pages.size(), 0);
  }

  private static List<Page> pages(Filed filed) {
    try {
      var texts = List.of(Files.readString(filed.file()).split("\f"));
      return texts.stream()
          .map(text -> new Page(texts.indexOf(text) + 1, text, List.of(), Origin.TEXT))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
