package lectern.index.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Lucene's own format of vectors without its limit of 1,024 numbers, which those of providers are
/// longer than. What is written is the same, and Lucene reads it by itself.
final class LongVectors extends KnnVectorsFormat {
  /// The longest vectors of the models in use: Qwen3-Embedding has 4,096 numbers, OpenAI's largest
  /// 3,072 (2026-11).
  private static final int MOST_NUMBERS = 4_096;

  private final KnnVectorsFormat format;

  private LongVectors(KnnVectorsFormat format) {
    super(format.getName());
    this.format = format;
  }

  static Codec codec() {
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return new LongVectors(new Lucene99HnswVectorsFormat());
      }
    };
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return format.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return format.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return MOST_NUMBERS;
  }
}
