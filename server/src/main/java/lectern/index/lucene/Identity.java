package lectern.index.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import lectern.document.DocumentId;
import lectern.index.SearchIndex.Hit;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;

/// Which chunk an entry of the index is. It is kept in columns: a search reads it of two hundred
/// entries, and stored fields would have to be unpacked, by blocks, for each of them.
final class Identity {
  private static final String DOCUMENT_HIGH = "document_high";
  private static final String DOCUMENT_LOW = "document_low";
  private static final String ORDINAL = "ordinal";

  private final NumericDocValues documentHigh;
  private final NumericDocValues documentLow;
  private final NumericDocValues ordinal;

  /// The columns of one segment, which can only be read forwards.
  private Identity(LeafReaderContext segment) throws IOException {
    documentHigh = DocValues.getNumeric(segment.reader(), DOCUMENT_HIGH);
    documentLow = DocValues.getNumeric(segment.reader(), DOCUMENT_LOW);
    ordinal = DocValues.getNumeric(segment.reader(), ORDINAL);
  }

  static List<Field> of(DocumentId document, int ordinal) {
    return List.of(
        new NumericDocValuesField(DOCUMENT_HIGH, document.value().getMostSignificantBits()),
        new NumericDocValuesField(DOCUMENT_LOW, document.value().getLeastSignificantBits()),
        new NumericDocValuesField(ORDINAL, ordinal));
  }

  /// The chunks that were found, in the order of `found`.
  static List<Hit> hits(List<LeafReaderContext> segments, ScoreDoc[] found) throws IOException {
    var forwards =
        IntStream.range(0, found.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> found[i].doc))
            .toList();
    var readers = new Identity[segments.size()];
    var hits = new Hit[found.length];
    for (int i : forwards) {
      int number = ReaderUtil.subIndex(found[i].doc, segments);
      var segment = segments.get(number);
      if (readers[number] == null) {
        readers[number] = new Identity(segment);
      }
      hits[i] = readers[number].hit(found[i].doc - segment.docBase, found[i].score);
    }
    return Arrays.asList(hits);
  }

  private Hit hit(int entry, double score) throws IOException {
    var id = new UUID(value(documentHigh, entry), value(documentLow, entry));
    return new Hit(new DocumentId(id), Math.toIntExact(value(ordinal, entry)), score);
  }

  private static long value(NumericDocValues column, int entry) throws IOException {
    if (!column.advanceExact(entry)) {
      throw new IOException("an entry without an identity");
    }
    return column.longValue();
  }
}
