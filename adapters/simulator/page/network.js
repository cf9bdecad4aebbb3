/** The choice of how the simulated network treats messages; it holds for everybody who uses the simulator. */
export function networkChoice(select, tell) {
  const show = ({ messages }) => (select.value = messages);
  fetch("simulator/network")
    .then((response) => response.json())
    .then(show)
    .catch(() => {});
  select.addEventListener("change", async () => {
    const response = await fetch("simulator/network", {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ messages: select.value }),
    }).catch(() => undefined);
    tell(response?.ok ? "" : "The network's state could not be changed.");
  });
}
