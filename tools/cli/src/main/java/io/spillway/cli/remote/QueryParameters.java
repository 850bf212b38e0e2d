package io.spillway.cli.remote;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Query parameters from options. */
public final class QueryParameters {

  private final Map<String, String> given = new TreeMap<>();

  /**
   * {@return the same parameters with another one}
   *
   * @param name the API's name
   * @param value the option's value; null if it was not given
   */
  public QueryParameters with(String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
    return this;
  }

  /** {@return the given parameters by name; mutable} */
  public Map<String, String> map() {
    return given;
  }
}
