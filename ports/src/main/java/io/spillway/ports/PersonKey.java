package io.spillway.ports;

/**
 * Compared form of a person's name, for databases: {@link PersonNames#same} of two names is {@link
 * #matches} of their keys.
 *
 * @param name the name in compared form, without the account's id
 * @param id the account's id; empty for a name without one
 */
public record PersonKey(String name, String id) {

  /**
   * {@return whether both denote the same person}
   *
   * @param other another key
   */
  public boolean matches(PersonKey other) {
    if (!id.isEmpty() && !other.id.isEmpty()) {
      return id.equals(other.id);
    }
    return name.equals(other.name)
        || (!id.isEmpty() && other.name.equals(id))
        || (!other.id.isEmpty() && name.equals(other.id));
  }
}
