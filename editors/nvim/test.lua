-- A person's way through an article in a real Neovim, run by `test`:
--
--     nvim --headless --clean -l test.lua SERVER DRAFT FOLDER
--
-- The draft shows its diagnostics, a speaker his card; the quick fix takes one copy out, "fix all" the rest; and the
-- buffer is then, letter for letter, the draft without its copies. Another names two people who are told apart by writing
-- them into the house's list.

local server, example, folder = arg[1], arg[2], arg[3]
local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))

local function check(told, what)
  if not told then
    error(what, 0)
  end
end

--- Whether two lists are equal; if not, where they first differ.
local function equal(actual, expected, what)
  for at = 1, math.max(#actual, #expected) do
    if not vim.deep_equal(actual[at], expected[at]) then
      local found = ('%d: expected %s\nbut found %s'):format(at, vim.inspect(expected[at]), vim.inspect(actual[at]))
      check(false, what .. ', ' .. found)
    end
  end
end

local function wait(for_what, condition)
  check(vim.wait(20000, condition, 10), 'waited in vain for ' .. for_what)
end

local function buffer()
  return vim.api.nvim_buf_get_lines(0, 0, -1, true)
end

local function put_cursor_on(words, nth)
  local found = 0
  for number, line in ipairs(buffer()) do
    local start = line:find(words, 1, true)
    if start then
      found = found + 1
      if found == (nth or 1) then
        vim.api.nvim_win_set_cursor(0, { number, start - 1 })
        return
      end
    end
  end
  check(false, ('the draft does not hold %q'):format(words))
end

--- The card that `K` shows.
local function hover()
  vim.lsp.buf.hover()
  local card
  wait('a card', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        card = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true)
        vim.api.nvim_win_close(window, true)
        return true
      end
    end
  end)
  return table.concat(card, '\n')
end

local function fix(kind, title)
  vim.lsp.buf.code_action({
    apply = true,
    context = { only = { kind }, diagnostics = {} },
    filter = function(action)
      return not title or action.title == title
    end,
  })
end

local function walk()
  check(vim.fn.has('nvim-0.11') == 1, 'Neovim 0.11 is needed')
  vim.opt.runtimepath:prepend(here)
  vim.diagnostic.config({ virtual_text = true })
  vim.cmd('filetype on')
  vim.lsp.config('copydesk', { cmd = { server, 'server' } })
  vim.lsp.enable('copydesk')

  -- A copy of the draft: nothing here is to change the example.
  local draft = vim.fs.joinpath(folder, vim.fs.basename(example))
  check(vim.uv.fs_copyfile(example, draft), 'the example cannot be copied')
  vim.cmd.edit(draft)
  local whole = buffer()
  check(#whole == 40, 'the example has changed; so must this test')

  -- The last three paragraphs stand in the draft already.
  wait('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  local told = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local first = diagnostic.user_data.lsp.relatedInformation[1].location.range.start.line + 1
    table.insert(told, { diagnostic.source, diagnostic.code, diagnostic.lnum + 1, first })
  end
  equal(told, {
    { 'copydesk', 'duplicate-paragraph', 38, 22 },
    { 'copydesk', 'duplicate-paragraph', 39, 23 },
    { 'copydesk', 'duplicate-paragraph', 40, 27 },
  }, 'diagnostics with the paragraphs that they point at')

  -- They are on the screen: a text behind the line.
  local shown = {}
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true, type = 'virt_text' })) do
    table.insert(shown, mark[2] + 1)
  end
  equal(shown, { 38, 39, 40 }, 'lines with a text behind them')

  -- Who is this, and who speaks?
  put_cursor_on('Reddy')
  local card = hover()
  check(card:find('Tomas Reddy', 1, true) and card:find('board spokesman', 1, true), 'the card of Reddy:\n' .. card)
  put_cursor_on('nobody left that table')
  card = hover()
  check(card:find('Tomas Reddy', 1, true), 'the card of what he says:\n' .. card)

  -- The quick fix takes the last copy out and nothing else.
  vim.api.nvim_win_set_cursor(0, { 40, 10 })
  fix('quickfix', 'Remove this copy')
  wait('the quick fix', function()
    return #buffer() < #whole
  end)
  equal(buffer(), vim.list_slice(whole, 1, 39), 'the draft without its last copy')
  wait('two diagnostics', function()
    return #vim.diagnostic.get(0) == 2
  end)

  -- "Fix all" takes out the rest.
  fix('source.fixAll.copydesk')
  wait('fix all', function()
    return #buffer() < 39
  end)
  equal(buffer(), vim.list_slice(whole, 1, 36), 'the draft without its copies')
  wait('silence', function()
    return #vim.diagnostic.get(0) == 0
  end)

  -- A name is flagged; "These are two people" is written into the house's list, and once that is saved it is not.
  local stage = vim.fs.joinpath(folder, 'stage.txt')
  local list = vim.fs.joinpath(folder, 'copydesk.toml')
  vim.fn.writefile({ 'Rufus Kilbride sang, and Kilbride bowed.', '', 'Killbride came to sweep.' }, stage)
  vim.cmd.edit(stage)
  wait('the name', function()
    return #vim.diagnostic.get(0) == 1
  end)
  put_cursor_on('Killbride')
  fix('quickfix', '“Rufus Kilbride” and “Killbride” are two people')
  wait('the list', function()
    return vim.fn.bufloaded(list) == 1
  end)
  vim.cmd('silent wall')
  wait('two people', function()
    return #vim.diagnostic.get(0) == 0
  end)
  equal(
    vim.fn.readfile(list, '', 5),
    { '[[people]]', 'name = "Rufus Kilbride"', '', '[[people]]', 'name = "Killbride"' },
    "the house's list"
  )

  vim.lsp.stop_client(vim.lsp.get_clients())
  wait('the end of the server', function()
    return #vim.lsp.get_clients() == 0
  end)
end

local passed, fault = xpcall(walk, function(fault)
  return type(fault) == 'string' and fault or debug.traceback(vim.inspect(fault))
end)
print(passed and 'Neovim: passed\n' or 'Neovim: FAILED: ' .. tostring(fault) .. '\n')
os.exit(passed and 0 or 1)
