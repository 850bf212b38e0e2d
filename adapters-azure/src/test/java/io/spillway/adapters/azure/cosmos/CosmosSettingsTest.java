package io.spillway.adapters.azure.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.adapters.azure.cosmos.CosmosSettings.Access;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosSettings.Identity;
import io.spillway.adapters.azure.cosmos.CosmosSettings.Mode;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CosmosSettingsTest {

  private static final String KEY = "a2V5IHRoYXQgbm9ib2R5IG1heSBzZWU=";
  private static final URI ACCOUNT = URI.create("https://account.documents.azure.com:443/");
  private static final Identity IDENTITY = new Identity(ACCOUNT, null);

  @Test
  void a_connection_string_from_the_portal_is_accepted() {
    ConnectionString secret =
        new ConnectionString("AccountEndpoint=" + ACCOUNT + ";AccountKey=" + KEY + ";");

    CosmosSettings settings = CosmosSettings.of(secret);

    assertThat(settings.access().endpoint()).isEqualTo(ACCOUNT);
    assertThat(secret.key()).isEqualTo(KEY);
    assertThat(settings.database()).isEqualTo("spillway");
    assertThat(settings.mode()).isEqualTo(Mode.GATEWAY);
    assertThat(settings.operationTimeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void the_key_is_not_shown() {
    CosmosSettings settings =
        CosmosSettings.of(
            new ConnectionString("AccountEndpoint=" + ACCOUNT + ";AccountKey=" + KEY + ";"));

    assertThat(settings.toString()).contains("hidden").doesNotContain(KEY);
  }

  @Test
  void all_problems_are_reported_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CosmosSettings(
                    new ConnectionString("AccountKey=%%%" + KEY),
                    "a/b",
                    Mode.DIRECT,
                    false,
                    Duration.ofMillis(1)))
        .withMessageContainingAll("endpoint", "AccountKey", "database", "operationTimeout")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://account.documents.azure.com/",
        "ftp://127.0.0.1/",
        "account",
        "",
        "a b",
        "https://"
      })
  void an_account_requires_https(String endpoint) {
    assertRejected(
        new ConnectionString("AccountEndpoint=" + endpoint + ";AccountKey=" + KEY), "endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8081/", "http://localhost:8081/", "http://[::1]:8081/"})
  void a_test_server_on_this_machine_may_use_http(String endpoint) {
    CosmosSettings settings =
        TestCosmos.settings("AccountEndpoint=" + endpoint + ";AccountKey=" + KEY);

    assertThat(settings.access().endpoint()).hasToString(endpoint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccountKey=", "AccountKey=not Base64", ""})
  void a_key_must_be_base64(String key) {
    assertRejected(new ConnectionString("AccountEndpoint=" + ACCOUNT + ";" + key), "AccountKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a\\b", "a#b", "a?b", "ends with a space ", "line\nbreak"})
  void a_databases_name_must_be_valid_on_azure(String database) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CosmosSettings(IDENTITY, database, Mode.GATEWAY, false, Duration.ofSeconds(3)))
        .withMessageContaining("database");
  }

  @ParameterizedTest
  @CsvSource({"99, false", "100, true", "60000, true", "60001, false"})
  void an_operations_timeout_has_limits(long millis, boolean accepted) {
    var attempt =
        assertThatCode(
            () ->
                new CosmosSettings(
                    IDENTITY, "spillway", Mode.GATEWAY, false, Duration.ofMillis(millis)));
    if (accepted) {
      attempt.doesNotThrowAnyException();
    } else {
      attempt.hasMessageContaining("operationTimeout");
    }
  }

  @Test
  void an_identity_cannot_create_containers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CosmosSettings.of(IDENTITY).creatingIfMissing(true))
        .withMessageContaining("createIfMissing");
  }

  private static void assertRejected(Access access, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CosmosSettings.of(access))
        .withMessageContaining(what);
  }
}
