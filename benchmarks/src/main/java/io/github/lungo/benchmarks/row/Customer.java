// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of ten fields that can change, as applications have them. Not thread-safe. */
public final class Customer implements Serializable {
  private static final long serialVersionUID = 1L;

  private long id;
  private String name = "";
  private String street = "";
  private String city = "";
  private String country = "";
  private int age;
  private int orders;
  private double balance;
  private boolean active;
  private long lastSeen;

  /** Makes an empty one, as many copiers want. */
  public Customer() {}

  /** Makes one whose fields follow from the number. */
  public Customer(int number) {
    id = number;
    name = "customer " + number;
    street = number + " Main Street";
    city = "Springfield";
    country = "Nowhere";
    age = number % 90;
    orders = number % 17;
    balance = number / 4.0;
    active = (number & 1) == 0;
    lastSeen = 1_700_000_000_000L + number;
  }

  /** Returns a copy made by hand, which is the cheapest there can be. */
  public Customer copy() {
    var copy = new Customer();
    copy.id = id;
    copy.name = name;
    copy.street = street;
    copy.city = city;
    copy.country = country;
    copy.age = age;
    copy.orders = orders;
    copy.balance = balance;
    copy.active = active;
    copy.lastSeen = lastSeen;
    return copy;
  }

  /** Changes it, so that whoever shares it can be told from who has a copy. */
  public void rename(String newName) {
    name = newName;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Customer that
        && id == that.id
        && name.equals(that.name)
        && street.equals(that.street)
        && city.equals(that.city)
        && country.equals(that.country)
        && age == that.age
        && orders == that.orders
        && Double.compare(balance, that.balance) == 0
        && active == that.active
        && lastSeen == that.lastSeen;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name, lastSeen);
  }

  @Override
  public String toString() {
    return "Customer[" + id + ", " + name + "]";
  }
}
