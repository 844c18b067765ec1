package lectern.parse.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lectern.document.Failure;
import lectern.document.Failure.Reason;
import lectern.document.Format;
import lectern.document.Page;
import lectern.document.Page.Origin;
import lectern.document.ReadBy;
import lectern.document.Sha256;
import lectern.gateway.CallError;
import lectern.gateway.Mender;
import lectern.gateway.ModelRoute;
import lectern.gateway.ModelRoute.Choice;
import lectern.gateway.Provider.Kind;
import lectern.gateway.Roster;
import lectern.gateway.llamaparse.ParsedPage;
import lectern.parse.DocumentParser;
import lectern.parse.PageSink;
import lectern.parse.Parser;
import lectern.parse.Parsing;

/// Goes through the targets of a route until one has read the document. Which errors are the
/// document's own, and end that, says {@link Verdict}; after any other the next target is asked,
/// and the document tells why. When none is left, the document waits.
///
/// A document that one parser began to read is read on by the same one, since the pages of another
/// would not fit behind those that are kept; where that cannot be, all pages are made anew.
public final class RoutedParser implements DocumentParser {
  /// A provider that is down for longer than the gateway waits is seldom back within a minute.
  private static final Duration TIME_MENDS = Duration.ofMinutes(1);

  /// An operator who has set another key does not wait longer than a cup of coffee takes.
  private static final Duration OPERATOR_MENDS = Duration.ofMinutes(5);

  private final Parser local;
  private final PaidParser paid;
  private final Roster roster;
  private final ModelRoute route;

  /// @param route of providers of LlamaParse's kind and the local one
  public RoutedParser(Parser local, PaidParser paid, Roster roster, ModelRoute route) {
    this.local = local;
    this.paid = paid;
    this.roster = roster;
    this.route = route;
  }

  @Override
  public Parsing parse(Filed filed, int afterPage, Sink pages) throws InterruptedException {
    var begun = filed.begunBy().filter(_ -> afterPage > 0);
    if (begun.isPresent() && begun.get().parser().equals(Page.LOCAL)) {
      return locally(filed, afterPage, begun.get(), pages);
    }
    var format = RemoteFormats.of(filed.source());
    return format.isEmpty()
        ? locally(filed, 0, ReadBy.LOCAL, pages)
        : routed(new Wish(filed, format.get(), afterPage, pages));
  }

  /// A document that may be read elsewhere.
  private record Wish(Filed filed, Format format, int afterPage, Sink pages) {
    /// Pages that need not be handed over again when this one reads.
    int keptOf(String parser) {
      return filed.begunBy().filter(it -> it.parser().equals(parser)).isPresent() ? afterPage : 0;
    }
  }

  private Parsing routed(Wish wish) throws InterruptedException {
    var misses = new ArrayList<Miss>();
    for (var choice : route.choices()) {
      if (kind(choice) == Kind.LOCAL) {
        return locally(wish.filed(), 0, new ReadBy(Page.LOCAL, why(misses)), wish.pages());
      }
      switch (paid.read(wish.filed(), wish.format(), route, choice)) {
        case Reading.Read(var read) -> {
          return handOver(wish, choice, why(misses), read);
        }
        case Reading.TooLarge(var limits) -> {
          return new Parsing.Failed(tooLarge(limits));
        }
        case Reading.Unusable(var error) -> {
          var own = Verdict.on(error);
          if (own.isPresent()) {
            return new Parsing.Failed(own.get());
          }
          misses.add(new Miss(choice, error));
        }
      }
    }
    return nobody(misses);
  }

  /// A target that could not be used.
  private record Miss(Choice choice, CallError error) {
    @Override
    public String toString() {
      return choice.target() + ": " + error.message();
    }
  }

  private static Optional<String> why(List<Miss> misses) {
    return misses.isEmpty()
        ? Optional.empty()
        : Optional.of(misses.stream().map(Miss::toString).collect(Collectors.joining(" ")));
  }

  private Kind kind(Choice choice) {
    return roster.provider(choice.target().provider()).orElseThrow().kind();
  }

  private static Failure tooLarge(PaidParser.Limits limits) {
    return new Failure(
        Reason.TOO_LARGE,
        "The file has more than %,d pages (parse.max_pages) or %,d characters"
                .formatted(limits.maxPages(), limits.maxChars())
            + " (parse.max_document_chars); the operator can raise the limit.");
  }

  /// Nothing is lost: whoever can mend it, the document goes on when it is mended.
  private static Parsing nobody(List<Miss> misses) {
    boolean timeMends = misses.stream().anyMatch(it -> it.error().mender() == Mender.TIME);
    return new Parsing.Later(why(misses).orElseThrow(), timeMends ? TIME_MENDS : OPERATOR_MENDS);
  }

  private Parsing locally(Filed filed, int afterPage, ReadBy by, Sink pages)
      throws InterruptedException {
    pages.readBy(by);
    return local.parse(filed.source(), afterPage, pages);
  }

  private Parsing handOver(
      Wish wish, Choice choice, Optional<String> fallback, List<ParsedPage> read)
      throws InterruptedException {
    var parser = choice.target().toString();
    wish.pages().readBy(new ReadBy(parser, fallback));
    wish.pages().opened(wish.format(), OptionalInt.of(read.size()));
    var missing =
        read.stream()
            .filter(page -> page.markdown().isEmpty())
            .map(ParsedPage::number)
            .collect(Collectors.toSet());
    var found = missing.isEmpty() ? Map.<Integer, Page>of() : instead(wish, missing);
    for (var page : read.subList(wish.keptOf(parser), read.size())) {
      wish.pages().page(page(page, found, parser));
    }
    int unread = missing.size() - found.size();
    return new Parsing.Parsed(read.size(), unread);
  }

  private static Page page(ParsedPage page, Map<Integer, Page> found, String parser) {
    var instead = found.get(page.number());
    if (instead != null) {
      return instead;
    }
    var origin = page.markdown().isEmpty() ? Origin.PICTURE : Origin.TEXT;
    return new Page(page.number(), page.markdown().orElse(""), List.of(), origin, parser);
  }

  /// Pages that the provider failed to read, as the local parser reads them. Only the pages of a
  /// PDF are the same whoever counts them.
  private Map<Integer, Page> instead(Wish wish, Set<Integer> missing) throws InterruptedException {
    var found = new TreeMap<Integer, Page>();
    if (wish.format() == Format.PDF) {
      local.parse(wish.filed().source(), 0, new Chosen(missing, found));
    }
    return found;
  }

  /// Takes some of the pages that have text.
  private record Chosen(Set<Integer> wanted, Map<Integer, Page> found) implements PageSink {
    @Override
    public void opened(Format format, OptionalInt pageCount) {}

    @Override
    public void page(Page page) {
      if (wanted.contains(page.number()) && page.origin() != Origin.PICTURE) {
        found.put(page.number(), page);
      }
    }
  }

  @Override
  public void forget(Sha256 sha256) {
    paid.forget(sha256, route);
  }
}
