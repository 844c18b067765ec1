package lectern.simulator.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lines in memory; [Bill#MAX_ENTRIES_IN_MEMORY] bounds them.
final class MemoryJournal implements Journal {
  private final List<Line> lines = new ArrayList<>();

  @Override
  public synchronized void append(Line line) {
    lines.add(line);
  }

  @Override
  public void replay(Consumer<Line> reader) {
    copy().forEach(reader);
  }

  private synchronized List<Line> copy() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {}
}
