package lectern.parse.local;

import java.util.OptionalInt;
import lectern.document.Failure.Reason;
import lectern.document.Page;
import lectern.document.Page.Origin;

/// Counts what a file unfolds into and refuses what is over a limit. The worker keeps one, and the
/// server another, because a worker in the hands of a malicious file may say anything.
final class PageTally {
  private final ReadLimits limits;
  private final int afterPage;
  private int lastPage;
  private long chars;
  private int pictures;
  private boolean anyText;

  PageTally(ReadLimits limits, int afterPage) {
    this.limits = limits;
    this.afterPage = afterPage;
    this.lastPage = afterPage;
  }

  /// @throws UnreadableFile when the file has more pages than the limit
  void opened(OptionalInt pageCount) {
    if (pageCount.isPresent() && pageCount.getAsInt() > limits.pages()) {
      throw tooManyPages();
    }
  }

  /// @throws UnreadableFile when the page is over a limit
  /// @throws IllegalStateException when the page is not the one that follows
  void admit(Page page) {
    if (page.number() != lastPage + 1) {
      throw new IllegalStateException(
          "page %d came after page %d".formatted(page.number(), lastPage));
    }
    lastPage = page.number();
    chars += page.markdown().length();
    if (lastPage > limits.pages()) {
      throw tooManyPages();
    }
    if (page.markdown().length() > limits.pageChars()) {
      throw Setting.PAGE_CHARS.tooLarge(
          "Page %,d has more than %,d characters, the limit for one page"
              .formatted(lastPage, limits.pageChars()));
    }
    if (chars > limits.documentChars()) {
      throw Setting.DOCUMENT_CHARS.tooLarge(
          "The file has more than %,d characters of text, the limit for one document"
              .formatted(limits.documentChars()));
    }
    pictures += page.origin() == Origin.PICTURE ? 1 : 0;
    anyText |= !page.isBlank();
  }

  /// What to report when all pages are there.
  ///
  /// @throws UnreadableFile when there was no text on any page
  Reply.Done done() {
    if (afterPage == 0 && !anyText && pictures > 0) {
      throw new UnreadableFile(
          Reason.ONLY_PICTURES,
          "The pages of this file are pictures, and no text could be recognised in them. The"
              + " operator can install Tesseract (and its language data) on the server.");
    }
    if (afterPage == 0 && !anyText) {
      throw new UnreadableFile(Reason.NO_TEXT, "The file was read, and there is no text in it.");
    }
    return new Reply.Done(lastPage, pictures);
  }

  private UnreadableFile tooManyPages() {
    return Setting.PAGES.tooLarge(
        "The file has more than %,d pages, the limit for one document".formatted(limits.pages()));
  }
}
