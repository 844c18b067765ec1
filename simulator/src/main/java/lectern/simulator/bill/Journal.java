package lectern.simulator.bill;

import java.util.function.Consumer;

/// Where the lines of a bill are kept. Any number of threads may append and replay.
sealed interface Journal permits MemoryJournal, FileJournal {
  /// Adds a line at the end. An accepted entry is safe when this returns; what became of it may
  /// still be on its way.
  void append(Line line);

  /// Gives all lines so far, in order.
  void replay(Consumer<Line> reader);

  /// Makes everything safe.
  void close();
}
