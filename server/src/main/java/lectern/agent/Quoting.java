package lectern.agent;

import java.util.Optional;
import lectern.agent.Answer.Quotation;
import lectern.agent.Statements.Statement;
import lectern.document.Citation;
import lectern.document.Passage;
import lectern.store.Pages;

/// Quotes statements from their pages as they are stored now. One that does not stand there, letter
/// for letter, is not quoted.
record Quoting(Pages pages) {

  Optional<Quotation> of(Passage passage, Statement statement, double score) {
    var above = statement.above();
    return pages
        .page(passage.document().id(), passage.page())
        .map(page -> Citation.of(passage.document(), page, statement.range()))
        .filter(citation -> citation.quotation().equals(statement.text()))
        .map(citation -> new Quotation(citation, above.heading(), above.tableHeader(), score));
  }
}
