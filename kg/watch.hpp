// Long work that can be ended by whoever asked for it: it calls a watch now and then, and the watch throws.
#pragma once

#include <functional>

namespace kg {

/// Called every few milliseconds of work; what it throws ends the work. Empty: nobody watches.
using Watch = std::function<void()>;

}  // namespace kg
