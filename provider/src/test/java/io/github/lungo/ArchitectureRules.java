// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.cache.CacheManager;
import org.jspecify.annotations.NullMarked;

/** The kinds of rule that {@link ArchitectureTest} holds the code to. Packages are named relative to the root. */
final class ArchitectureRules {
  /** The package that users import. */
  static final String ROOT = "io.github.lungo";

  private static final Pattern EMPTY_WORD =
      Pattern.compile(".*(Impl|Utils?|Helper|Manager)([A-Z0-9_].*)?");

  private static final Pattern CLOCK_CALL = Pattern.compile("now|system.*|tick.*");

  private ArchitectureRules() {}

  /** Returns the rule that each package imports only what the table allows it, and that the table knows each package. */
  static ArchRule importsFollow(Map<String, Set<String>> allowedImports) {
    return classes().should(importOnly(allowedImports)).allowEmptyShould(true);
  }

  /** Returns the rule that no packages, the root included, import each other in a circle. */
  static ArchRule noPackageCycles() {
    return slices()
        .assignedFrom(new OurPackages())
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  /** Returns the rule that the library is imported by one of our packages only. */
  static ArchRule onlyImporterOf(String library, String packageName) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(qualified(packageName))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .allowEmptyShould(true);
  }

  /** Returns the rule that no class is named for being an implementation, a collection of odds and ends, or a manager. */
  static ArchRule tellingNames() {
    return noClasses()
        .that(not(assignableTo(CacheManager.class)))
        .should(have(describe("a name that says nothing", ArchitectureRules::saysNothing)))
        .allowEmptyShould(true);
  }

  /** Returns the rule that nothing waits by sleeping. */
  static ArchRule noSleep() {
    return noClasses()
        .should()
        .accessTargetWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
        .allowEmptyShould(true);
  }

  /** Returns the rule that nothing asks what time it is, which somebody may set; how long it takes is another question. */
  static ArchRule noWallClock() {
    return noClasses()
        .that()
        .doNotHaveSimpleName("TimeOfDay")
        .should()
        .accessTargetWhere(describe("the time of day", ArchitectureRules::tellsTheTime))
        .allowEmptyShould(true);
  }

  private static boolean tellsTheTime(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String called = access.getTarget().getName();
    if (owner.startsWith("java.time.")) {
      return CLOCK_CALL.matcher(called).matches();
    }
    return called.equals("currentTimeMillis")
        || (owner.equals("java.util.Date")
            && access.getTarget() instanceof CodeUnitCallTarget call
            && call.getRawParameterTypes().isEmpty()
            && called.equals("<init>"));
  }

  /** Returns the rule that the null checker sees every package. */
  static ArchRule nullMarked() {
    return classes().should(resideInNullMarkedPackage()).allowEmptyShould(true);
  }

  private static ArchCondition<JavaClass> importOnly(Map<String, Set<String>> allowedImports) {
    return new ArchCondition<>("import only the packages that the table allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String origin = relative(type.getPackageName());
        Set<String> allowed = allowedImports.get(origin);
        if (allowed == null) {
          events.add(SimpleConditionEvent.violated(
              type, "%s: package '%s' is not in the table".formatted(type.getName(), origin)));
          return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (!isOurs(target)) {
            continue;
          }
          String imported = relative(target.getPackageName());
          if (!imported.equals(origin) && !allowed.contains(imported)) {
            events.add(SimpleConditionEvent.violated(
                dependency,
                "'%s' must not import '%s': %s"
                    .formatted(origin, imported, dependency.getDescription())));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
    return new ArchCondition<>("reside in a package marked @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(SimpleConditionEvent.violated(
              type, "package of " + type.getName() + " is not @NullMarked"));
        }
      }
    };
  }

  private static boolean saysNothing(JavaClass type) {
    return EMPTY_WORD.matcher(type.getSimpleName()).matches();
  }

  private static boolean isOurs(JavaClass type) {
    String packageName = type.getPackageName();
    return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
  }

  private static String relative(String packageName) {
    return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
  }

  private static String qualified(String packageName) {
    return packageName.isEmpty() ? ROOT : ROOT + "." + packageName;
  }

  /** Makes each package a slice; unlike a package pattern with a wildcard it does not skip the root. */
  private static final class OurPackages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of Lungo";
    }
  }
}
