package lectern.chunk;

import java.util.List;
import lectern.document.Chunk;

/// What became of one page.
///
/// @param chunks in the order of the page; empty when the page is blank
/// @param after to be passed on with the document's next page
public record Chunked(List<Chunk> chunks, Outline after) {

  public Chunked {
    chunks = List.copyOf(chunks);
  }
}
