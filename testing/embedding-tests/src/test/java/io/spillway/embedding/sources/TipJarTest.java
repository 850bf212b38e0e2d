package io.spillway.embedding.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.SourceRequest;
import io.spillway.testing.RepositoryRoot;
import io.spillway.testkit.source.EventSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TipJarTest extends EventSourceContract {

  private static final String FILE =
      "testing/embedding-tests/src/test/java/io/spillway/embedding/sources/TipJar.java";

  @Override
  protected EventSource source() {
    return new TipJar("k3y");
  }

  @Override
  protected SourceRequest eventRequest() {
    return request("k3y", "tip");
  }

  @Override
  protected SourceRequest otherRequest() {
    return request("k3y", "greeting");
  }

  @Override
  protected SourceRequest forgedRequest() {
    return request("key", "tip");
  }

  private static SourceRequest request(String key, String kind) {
    return new SourceRequest(
        Map.of("X-Tip-Jar-Key", key, "X-Tip-Id", "31"),
        Payload.of(
            "{\"kind\":\"%s\",\"page\":\"main\",\"from\":\"Ann\",\"euros\":2.50,\"mail\":\"%s\"}"
                .formatted(kind, PRIVATE_TEXT)));
  }

  @Test
  void the_guide_shows_this_class() throws IOException {
    String guide = Files.readString(RepositoryRoot.resolve("docs/sources.md"));
    String code = Files.readString(RepositoryRoot.resolve(FILE));

    assertThat(guide).contains("```java\n" + code.substring(code.indexOf("import ")) + "```");
  }
}
