package lectern.agent;

import lectern.document.Citation;
import lectern.store.Pages;

/// Reads the page a citation names once more, and sees whether the quotation stands there.
public record Verifier(Pages pages) {
  public boolean isTrue(Citation citation) {
    return pages.page(citation.document(), citation.page()).filter(citation::standsOn).isPresent();
  }
}
