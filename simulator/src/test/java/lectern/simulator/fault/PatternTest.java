package lectern.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, anything, true",
    "openai.chat, openai.chat, true",
    "openai.chat, openai.chats, false",
    "openai.chat, openaiXchat, false",
    "openai.*, openai.files.get, true",
    "openai.*, openai, false",
    "*.get, openai.files.get, true",
    "*.get, openai.files.got, false",
    "openai.*.get, openai.files.get, true",
    "openai.*.get, openai.get, false",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, a-c-b-c, true",
    "a*b*c, a-c-c, false",
    "**, x, true",
    "'', '', true",
    "'', x, false",
  })
  void a_star_stands_for_anything_even_for_nothing(String pattern, String text, boolean matches) {
    assertThat(Pattern.matches(pattern, text)).isEqualTo(matches);
  }

  @RepeatedTest(value = 300, name = "seed {currentRepetition}")
  void a_pattern_means_what_the_same_regular_expression_means(RepetitionInfo run) {
    var random = new Random(run.getCurrentRepetition());
    for (var i = 0; i < 100; i++) {
      var pattern = word(random, "ab.*", 6);
      var text = word(random, "ab.", 8);
      var expression =
          Arrays.stream(pattern.split("\\*", -1))
              .map(java.util.regex.Pattern::quote)
              .collect(Collectors.joining(".*"));

      assertThat(Pattern.matches(pattern, text))
          .as("%s against %s", pattern, text)
          .isEqualTo(text.matches(expression));
    }
  }

  private static String word(Random random, String letters, int most) {
    return random
        .ints(random.nextInt(most + 1), 0, letters.length())
        .mapToObj(letter -> letters.substring(letter, letter + 1))
        .collect(Collectors.joining());
  }
}
