package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import org.junit.jupiter.api.Test;

/** What everyone may rely on who asks an adapter how it is doing. */
public interface MonitoredContract {

  /** {@return the adapter under test, which works} */
  Monitored monitored();

  /** An adapter that works says so, and who it is, in one line. */
  @Test
  default void health_names_the_adapter_and_says_that_it_is_up() {
    Health health = monitored().health();

    assertThat(health.adapter()).isNotBlank();
    assertThat(health.state()).isEqualTo(Health.State.UP);
    assertThat(health.detail()).doesNotContain("\n");
  }
}
