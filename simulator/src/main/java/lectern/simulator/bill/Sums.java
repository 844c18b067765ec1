package lectern.simulator.bill;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is to be paid, together and by what it is for. Not for several threads.
public final class Sums {
  private final SortedMap<String, Sum> byModel = new TreeMap<>();
  private final SortedMap<String, Sum> byKey = new TreeMap<>();
  private final SortedMap<String, Sum> byEndpoint = new TreeMap<>();
  private Sum total = Sum.NOTHING;

  void add(Entry entry) {
    var sum = Sum.of(entry.charge());
    total = total.plus(sum);
    byModel.merge(entry.charge().model(), sum, Sum::plus);
    byKey.merge(entry.key(), sum, Sum::plus);
    byEndpoint.merge(entry.endpoint(), sum, Sum::plus);
  }

  /// Everything.
  public Sum total() {
    return total;
  }

  /// By the model's name, or the tier of parse jobs.
  public SortedMap<String, Sum> byModel() {
    return Collections.unmodifiableSortedMap(byModel);
  }

  /// By the masked key.
  public SortedMap<String, Sum> byKey() {
    return Collections.unmodifiableSortedMap(byKey);
  }

  /// By the name of the endpoint.
  public SortedMap<String, Sum> byEndpoint() {
    return Collections.unmodifiableSortedMap(byEndpoint);
  }
}
