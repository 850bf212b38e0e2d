package io.spillway.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every text that an object of this project reaches by fields, collections and maps. */
final class ObjectTexts {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> pending = new ArrayDeque<>();
  private final List<String> texts = new ArrayList<>();

  private ObjectTexts() {}

  static List<String> of(Object root) {
    ObjectTexts walk = new ObjectTexts();
    walk.pending.add(root);
    while (!walk.pending.isEmpty()) {
      walk.visit(walk.pending.remove());
    }
    return walk.texts;
  }

  private void visit(Object object) {
    if (!seen.add(object)) {
      return;
    }
    if (object instanceof String text) {
      texts.add(text);
    } else if (object instanceof byte[] bytes) {
      texts.add(new String(bytes, UTF_8));
    } else if (object instanceof Map<?, ?> map) {
      map.keySet().forEach(this::push);
      map.values().forEach(this::push);
    } else if (object instanceof Collection<?> items) {
      items.forEach(this::push);
    } else if (object.getClass().isArray() && !object.getClass().componentType().isPrimitive()) {
      for (int i = 0; i < Array.getLength(object); i++) {
        push(Array.get(object, i));
      }
    } else if (object.getClass().getName().startsWith("io.spillway.")) {
      pushFields(object);
    }
  }

  private void pushFields(Object object) {
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          push(value(field, object));
        }
      }
      if (type.getSuperclass() == null || type.isEnum()) {
        return;
      }
    }
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private void push(Object value) {
    if (value != null) {
      pending.add(value);
    }
  }
}
