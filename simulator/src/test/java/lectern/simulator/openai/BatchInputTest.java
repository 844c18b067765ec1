package lectern.simulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lectern.simulator.bill.Bill;
import lectern.simulator.chance.Seed;
import lectern.simulator.fault.Effects;
import lectern.simulator.fault.Faults;
import lectern.simulator.fault.Plan;
import lectern.simulator.http.Body;
import lectern.simulator.http.Fields;
import lectern.simulator.http.Query;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Request;
import lectern.simulator.route.Account;
import lectern.simulator.route.Call;
import lectern.simulator.route.World;
import lectern.simulator.time.VirtualTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with the file of a batch at first sight. The files are large and hold nothing.
class BatchInputTest {
  @TempDir private Path folder;

  @Test
  void a_file_over_the_limit_fails_at_once_unlike_wrong_content() throws Exception {
    var files = new FileStore(world());
    keep(files, "file-most", BatchInput.MAX_BYTES);
    keep(files, "file-over", BatchInput.MAX_BYTES + 1);

    BatchInput.check(files, "file-most", call());
    var refusal =
        catchThrowableOfType(Refusal.class, () -> BatchInput.check(files, "file-over", call()));

    assertThat(refusal.reply().status()).isEqualTo(400);
    assertThat(refusal.reply().body())
        .isEqualTo(
            """
            {"error":{"message":"File is too large.","type":"invalid_request_error",\
            "param":null,"code":null}}\
            """);
  }

  private void keep(FileStore files, String id, long bytes) throws Exception {
    var path = folder.resolve(id + ".part");
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(bytes);
    }
    files.keep(new StoredFile.Draft(id, "in.jsonl", "batch", Optional.empty()), path);
  }

  private World world() {
    var time = VirtualTimeline.fromTheBeginning();
    var seed = new Seed(7);
    var faults = new Faults(seed, Plan.USUAL.rules(), time.now());
    return new World(seed, time, Plan.USUAL, faults, Bill.off(), folder);
  }

  private static Call call() {
    var request =
        new Request(
            "POST",
            "/v1/batches",
            Query.of(""),
            Fields.NONE,
            new Body.None(),
            "0".repeat(64),
            1,
            VirtualTimeline.BEGINNING);
    return new Call(
        request, "req_1", Map.of(), new Account(Rig.KEY, "sk-…1"), Effects.NONE, new Seed(7));
  }
}
