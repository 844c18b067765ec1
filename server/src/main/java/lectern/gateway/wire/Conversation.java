package lectern.gateway.wire;

import java.time.Duration;
import lectern.gateway.wire.Lines.Loan;

/// An exchange on its line. Ends once: well, and the line is free again, or not, and it is closed.
record Conversation(Exchange exchange, Loan loan, Lines lines, Guard guard) {

  /// All of the reply was read.
  ///
  /// @param patience how long the server waits for the next request; zero when it does not
  void end(Duration patience) {
    guard.forget(exchange);
    if (exchange.finish() && patience.isPositive()) {
      lines.giveBack(loan, patience);
    } else {
      lines.discard(loan);
    }
  }

  /// The reply is broken, or nobody wants the rest.
  void abort() {
    end(Duration.ZERO);
  }
}
