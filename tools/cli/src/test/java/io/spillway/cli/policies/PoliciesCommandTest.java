package io.spillway.cli.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.remote.CommandsForServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Policies from the command line. */
@Timeout(60)
class PoliciesCommandTest extends CommandsForServer {

  private static final String FIRST =
      "{\"note\":\"the first\",\"policy\":{\"rules\":{\"spam\":{\"threshold\":0.5}},"
          + "\"words\":{\"allowed\":[\"scunthorpe\",\"penistone\"]}}}";
  private static final String SECOND =
      "{\"note\":\"stricter\",\"policy\":{\"rules\":{\"spam\":{\"threshold\":0.25}}}}";

  @Test
  void the_policy_that_is_set_and_earlier_versions_are_shown() throws Exception {
    send("PUT", "/policies/default", FIRST, "If-None-Match", "*");
    send("PUT", "/policies/default", SECOND, "If-Match", "\"1\"");

    assertThat(execute("policies", "show")).isZero();
    assertThat(out.toString())
        .containsPattern("Policy +default")
        .containsPattern("Version +2")
        .containsPattern("By +local")
        .containsPattern("Note +stricter")
        .containsPattern("rules.spam.threshold +0.25")
        .doesNotContain("scunthorpe");
    assertThat(execute("policies", "show", "--version", "1")).isZero();
    assertThat(out.toString())
        .containsPattern("Version +1")
        .containsPattern("words.allowed +penistone")
        .containsPattern("words.allowed +scunthorpe");
    assertThat(execute("policies", "show", "--version", "1", "--json")).isZero();
    assertThat(json().at("/policy/rules/spam/threshold").asDouble()).isEqualTo(0.5);
    assertThat(execute("policies", "show", "--version", "9")).isEqualTo(1);
    assertThat(err.toString()).contains("status 404");
    assertThat(execute("policies", "show", "--version", "many")).isEqualTo(2);
  }

  @Test
  void versions_are_listed_with_their_notes() throws Exception {
    send("PUT", "/policies/streams/main", FIRST, "If-None-Match", "*");
    send("DELETE", "/policies/streams/main", "{\"note\":\"over\"}", "If-Match", "\"1\"");

    assertThat(execute("policies", "list", "--stream", "main")).isZero();
    assertThat(out.toString())
        .containsPattern("VERSION +CHANGED +BY +STATE +NOTE")
        .containsPattern("2 +\\S+ +local +removed")
        .containsPattern("1 +\\S+ +local +set +the first");
    assertThat(execute("policies", "list", "--stream", "main", "--limit", "1")).isZero();
    assertThat(err.toString()).contains("--cursor=");
    assertThat(execute("policies", "show", "--stream", "main", "--version", "2")).isZero();
    assertThat(out.toString()).contains("of the stream main", "removed");
    assertThat(execute("policies", "list", "--json")).isZero();
    assertThat(json().path("items")).isEmpty();
    assertThat(execute("policies", "show", "--stream", "other")).isEqualTo(1);
    assertThat(err.toString()).contains("status 404");
  }
}
