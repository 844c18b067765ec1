package lectern.chunk;

/// A tokenizer for tests: each word has one token per four characters, rounded up; blanks are free.
final class FourCharTokens implements TokenCounter {

  @Override
  public int count(String text) {
    int tokens = 0;
    int wordChars = 0;
    for (int at = 0; at < text.length(); at++) {
      wordChars = Character.isWhitespace(text.charAt(at)) ? 0 : wordChars + 1;
      tokens += wordChars % 4 == 1 ? 1 : 0;
    }
    return tokens;
  }
}
