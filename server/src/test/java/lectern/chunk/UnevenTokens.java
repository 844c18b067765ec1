package lectern.chunk;

/// A tokenizer that is not additive: text costs more together than in parts, since each line feed
/// has three tokens and each word that follows a blank one more than at the beginning.
final class UnevenTokens implements TokenCounter {

  @Override
  public int count(String text) {
    int tokens = Math.ceilDiv(text.length(), 3);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      tokens += c == '\n' ? 3 : c == ' ' ? 1 : 0;
    }
    return tokens;
  }
}
