package dev.junctor.lab.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Time and chance have one door; everything else asks it. */
@AnalyzeClasses(packages = "dev.junctor", importOptions = ImportOption.DoNotIncludeTests.class)
final class DoorsOfChanceTest {
    private static final Set<String> BANNED =
            Set.of(
                    "java.time.Instant.now",
                    "java.time.LocalDate.now",
                    "java.time.Clock.systemUTC",
                    "java.lang.System.nanoTime",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Math.random",
                    "java.lang.Thread.sleep",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.util.Random.<init>");

    @ArchTest
    static final ArchRule CORE_AND_ENGINE_ASK_THE_LOOP =
            classes()
                    .that()
                    .resideInAnyPackage("dev.junctor.core..", "dev.junctor.engine..")
                    .should(notTouch(BANNED))
                    .because("a request must be replayable: use EventLoop's clock and chance");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS_OR_ROLLS_DICE =
            classes()
                    .should(
                            notTouch(
                                    Set.of(
                                            "java.lang.Thread.sleep",
                                            "java.lang.Math.random",
                                            "java.util.Random.<init>")))
                    .because("waiting is a timer's work, chance comes from a seed");

    @ArchTest
    static final ArchRule NO_FLOATING_POINT_IN_MONEY =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.junctor.core.money..", "dev.junctor.core.usage..")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Double.class)
                    .because("money is an integer of nano-dollars");

    @ArchTest
    static final ArchRule MONEY_HAS_NO_DOUBLE_MEMBERS =
            classes()
                    .that()
                    .resideInAnyPackage("dev.junctor.core.money..", "dev.junctor.core.usage..")
                    .should(
                            new ArchCondition<>("have no floating-point members") {
                                @Override
                                public void check(JavaClass type, ConditionEvents events) {
                                    type.getFields()
                                            .forEach(field -> {
                                                if (isFloating(field.getRawType())) {
                                                    events.add(violated(type, field.getFullName()));
                                                }
                                            });
                                    type.getMethods()
                                            .forEach(method -> {
                                                if (isFloating(method.getRawReturnType())
                                                        || method.getRawParameterTypes().stream()
                                                                .anyMatch(
                                                                        DoorsOfChanceTest
                                                                                ::isFloating)) {
                                                    events.add(
                                                            violated(type, method.getFullName()));
                                                }
                                            });
                                }
                            });

    @ArchTest
    static final ArchRule NO_THREAD_LOCALS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ThreadLocal.class)
                    .because("what a request needs is handed down");

    private static boolean isFloating(JavaClass type) {
        return type.isEquivalentTo(double.class) || type.isEquivalentTo(float.class);
    }

    /** Calls and method references: the one without the other leaves a door open. */
    private static ArchCondition<JavaClass> notTouch(Set<String> banned) {
        return new ArchCondition<>("not touch " + banned) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<JavaAccess<?>> accesses = new ArrayList<>();
                accesses.addAll(type.getMethodCallsFromSelf());
                accesses.addAll(type.getConstructorCallsFromSelf());
                accesses.addAll(type.getMethodReferencesFromSelf());
                accesses.addAll(type.getConstructorReferencesFromSelf());
                for (JavaAccess<?> access : accesses) {
                    String name =
                            access.getTargetOwner().getFullName()
                                    + "."
                                    + access.getTarget().getName();
                    if (banned.contains(name)) {
                        events.add(violated(type, access.getDescription()));
                    }
                }
            }
        };
    }

    private static ConditionEvent violated(JavaClass type, String what) {
        return SimpleConditionEvent.violated(type, what);
    }
}
