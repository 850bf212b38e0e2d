package io.spillway;

import io.spillway.core.moderation.LocalClassifier;
import io.spillway.core.moderation.NameRules;
import io.spillway.ports.moderation.WithheldName;
import java.util.Optional;

/**
 * Check of the names that alerts show, such as {@code moderation::checkName}. Thread-safe.
 *
 * <p>An exception fails the activity that raises the alert, which is then retried.
 */
@FunctionalInterface
public interface NameCheck {

  /** Check that withholds no name. */
  NameCheck OFF = (streamId, name) -> Optional.empty();

  /**
   * {@return the reason why a name must not be shown; empty for most names}
   *
   * @param streamId the stream's id
   * @param name the name as sent
   */
  Optional<WithheldName> check(String streamId, String name);

  /** {@return the check by {@link Policy#standard()} and the bundled word list on all streams} */
  static NameCheck standard() {
    NameRules rules = new NameRules(LocalClassifier.standard(Runnable::run));
    return (streamId, name) -> rules.check(Policy.standard(), name);
  }
}
