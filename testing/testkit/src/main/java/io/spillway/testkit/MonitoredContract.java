package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import org.junit.jupiter.api.Test;

/** Contract test of {@link Monitored}. */
public interface MonitoredContract {

  /** {@return a working adapter} */
  Monitored monitored();

  /** Checks that a working adapter is up and has a name and a detail of at most one line. */
  @Test
  default void health_is_up_and_names_the_adapter() {
    Health health = monitored().health();

    assertThat(health.adapter()).isNotBlank();
    assertThat(health.state()).isEqualTo(Health.State.UP);
    assertThat(health.detail()).doesNotContain("\n");
  }
}
