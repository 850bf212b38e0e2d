package io.spillway.adapters.azure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import io.spillway.adapters.azure.identity.AzureIdentity;
import io.spillway.adapters.azure.queue.StorageQueueSettings.ConnectionString;
import io.spillway.adapters.azure.queue.StorageQueueSettings.Identity;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageQueueSettingsTest {

  private static final ConnectionString ACCOUNT =
      new ConnectionString("AccountName=acct;AccountKey=c2VjcmV0");

  @Test
  void the_connection_string_is_not_shown() {
    assertThat(StorageQueueSettings.of(ACCOUNT).toString())
        .contains("ConnectionString[hidden]")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void a_connection_string_without_an_account_is_rejected_and_not_shown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConnectionString("c2VjcmV0"))
        .withMessageContaining("AccountName")
        .withMessageNotContaining("c2VjcmV0");
  }

  @Test
  void one_call_has_a_time_limit_by_default() {
    StorageQueueSettings settings = StorageQueueSettings.of(ACCOUNT);

    assertThat(settings.tryTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.maxTries()).isEqualTo(3);
    assertThat(settings.createIfMissing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.999S", "PT61S"})
  void an_attempt_has_a_timeout_of_1_to_60_seconds(Duration tryTimeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StorageQueueSettings(ACCOUNT, true, tryTimeout, 1))
        .withMessageContaining("tryTimeout must be 1 to 60 seconds");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6})
  void a_call_has_1_to_5_attempts(int maxTries) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StorageQueueSettings(ACCOUNT, true, Duration.ofSeconds(1), maxTries))
        .withMessageContaining("maxTries must be 1 to 5");
  }

  @Test
  void an_identitys_token_is_sent_over_https_only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity(URI.create("http://acct.queue.core.windows.net"), null))
        .withMessageContaining("https");
  }

  @Test
  void an_identity_needs_no_netty() {
    assertThat(AzureIdentity.of("client-id", new JdkHttpClientBuilder().build())).isNotNull();
  }
}
