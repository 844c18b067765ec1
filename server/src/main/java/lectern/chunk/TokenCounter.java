package lectern.chunk;

/// Counts tokens as the embedding model does: its own tokenizer is behind it.
///
/// It counts the whole of the text, however long (never a truncated prefix), and without the marks
/// that the model adds at both ends. Used from the thread that calls the chunker.
public interface TokenCounter {

  int count(String text);
}
