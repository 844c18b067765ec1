package lectern.cli;

import lectern.document.Citation;
import lectern.store.Pages;

/// Reads the page a citation names once more, and sees whether the quotation stands there.
record Verifier(Pages pages) {
  boolean isTrue(Citation citation) {
    return pages.page(citation.document(), citation.page()).filter(citation::standsOn).isPresent();
  }
}
