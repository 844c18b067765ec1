package lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.gateway.CallError;
import lectern.gateway.CallError.AskedNotToRetry;
import lectern.gateway.Decision;
import lectern.gateway.Phase;
import lectern.gateway.RetryPolicy;
import lectern.gateway.SoFar;
import lectern.gateway.SoFar.Next;
import org.junit.jupiter.api.Test;

/// Holds the table of `docs/gateway-errors.md` to what is done and told about each error.
class ErrorsPageTest {
  private static final Path PAGE = Path.of("../docs/gateway-errors.md");
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Test
  void every_kind_of_error_has_its_row() throws Exception {
    var page = Files.readString(PAGE);

    var rows =
        page.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n"));
    assertThat(rows).isEqualTo(errors().map(ErrorsPageTest::row).collect(Collectors.joining("\n")));
  }

  /// One of each kind, in the order of who can put it right. The kind that wraps another one says
  /// of itself nothing but that it is not asked again.
  private static Stream<CallError> errors() {
    return Arrays.stream(CallError.class.getPermittedSubclasses())
        .filter(kind -> kind != AskedNotToRetry.class)
        .map(ErrorsPageTest::sample)
        .sorted(Comparator.comparing(CallError::mender));
  }

  private static CallError sample(Class<?> kind) {
    try {
      var components = kind.getRecordComponents();
      var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var values = Stream.of(components).map(RecordComponent::getType).map(ErrorsPageTest::value);
      return (CallError) kind.getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + kind, e);
    }
  }

  private static Object value(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "…";
      case "int" -> 500;
      case "Duration" -> SHORT;
      case "Optional" -> Optional.empty();
      case "OptionalLong" -> OptionalLong.empty();
      case "Phase" -> Phase.HEADERS;
      default -> throw new AssertionError("no sample of " + type);
    };
  }

  private static String row(CallError error) {
    var problem = CallProblems.of(error, new UUID(0, 1));
    var told = (Map<?, ?>) Tongue.OPENAI.told(problem, "").get("error");
    return "| `%s` | %s | %s | %s | %s | %d `%s` | %s |"
        .formatted(
            error.word(),
            lower(error.mender()),
            lower(error.charge()),
            next(error, Next.NONE),
            next(error, Next.READY),
            problem.type().status(),
            Objects.requireNonNull(told).get("code"),
            error.message());
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  /// What is done when it happens for the first time.
  private static String next(CallError error, Next next) {
    var soFar = new SoFar(1, 1, Duration.ofMinutes(1), next, SoFar.Shown.NOTHING, SoFar.Quota.LEFT);
    Decision decision = RetryPolicy.DEFAULT.after(error, soFar, 0.5);
    return decision.word().replace('_', ' ');
  }
}
