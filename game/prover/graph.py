"""Which nodes lie on a circle together, and in which order they are come to."""

from __future__ import annotations

from collections.abc import Sequence


def circles(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """The strongly connected components of a graph, each before those that it leads to. (Tarjan 1972)

    Within a component the nodes are in the reverse of the order in which a search is done with them: as far as there is
    a before and an after on a circle, what leads on comes before what it leads to.
    """
    count = len(successors)
    number: list[int] = [-1] * count
    low: list[int] = [0] * count
    on_stack = [False] * count
    stack: list[int] = []
    done: list[int] = []
    """In the order in which the search was done with them."""
    found: list[list[int]] = []
    counter = 0
    for root in range(count):
        if number[root] >= 0:
            continue
        todo: list[tuple[int, int]] = [(root, 0)]
        while todo:
            node, position = todo.pop()
            if position == 0:
                number[node] = low[node] = counter
                counter += 1
                stack.append(node)
                on_stack[node] = True
            for later in range(position, len(successors[node])):
                to = successors[node][later]
                if number[to] < 0:
                    todo += [(node, later + 1), (to, 0)]
                    break
                if on_stack[to]:
                    low[node] = min(low[node], number[to])
            else:
                done.append(node)
                if low[node] == number[node]:
                    component: list[int] = []
                    while not component or component[-1] != node:
                        component.append(stack.pop())
                        on_stack[component[-1]] = False
                    found.append(component)
                if todo:
                    parent = todo[-1][0]
                    low[parent] = min(low[parent], low[node])
    rank = {node: -at for at, node in enumerate(done)}
    return [sorted(component, key=rank.__getitem__) for component in reversed(found)]
